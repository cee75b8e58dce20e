"""JupyterHub for one course: the users of the machine, who log in with its passwords; one environment for them all."""

import os
import sys

c = get_config()  # noqa: F821 - traitlets puts it into this file's namespace

# The web server that has the certificate passes on to this address. Nothing listens to the outside.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.ConfigurableHTTPProxy.command = [f"{sys.prefix}/proxy/node_modules/.bin/configurable-http-proxy"]

# Everyone who has a password on this machine. c.Authenticator.allowed_users = {"anna", "ben"} lets in fewer.
c.Authenticator.allow_all = True

# A user's own programs stand behind those of the course, which nbgrader calls by their names.
c.Spawner.cmd = [f"{sys.prefix}/bin/jupyterhub-singleuser"]
c.Spawner.environment = {"PATH": f"{sys.prefix}/bin:{os.environ['PATH']}"}
# Seconds until a server answers: more than the default, because a class starts its servers in the same minute.
c.Spawner.http_timeout = 120
