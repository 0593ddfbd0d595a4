"""Serving: the processes, who watches over them, and the sockets that they share."""
