"""The desk over HTTP: pages for people, an API for programs. Every answer comes from this machine, and no page asks another."""
