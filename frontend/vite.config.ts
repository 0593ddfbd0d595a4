import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

/** Pictures inside style sheets become files of their own: the content security policy allows no `data:` addresses. */
function picturesAsFiles(): Plugin {
  const inline = /url\((["']?)data:image\/svg\+xml[,;](?:charset=[^,]+,)?(.*?)\1\)/g;
  return {
    name: "pictures-as-files",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
        file.source = String(file.source).replace(inline, (_whole, _quote, told: string) => {
          const source = decodeURIComponent(told);
          const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
          const fileName = `assets/picture-${hash}.svg`;
          if (!(fileName in bundle)) this.emitFile({ type: "asset", fileName, source });
          return `url(${fileName.replace("assets/", "./")})`;
        });
      }
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [picturesAsFiles()],
  build: {
    outDir: "../src/rechterhand/web/look/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: ["theme.ts", "workbench.ts", "look.css"],
      // htmx holds an eval that its setting allowEval=false, which base.html gives, keeps from being reached.
      onwarn: (warning, warn) => (warning.code === "EVAL" ? undefined : warn(warning)),
    },
  },
});
