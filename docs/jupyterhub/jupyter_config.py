"""What all of Jupyter's programs of all users agree on."""

c = get_config()  # noqa: F821 - traitlets puts it into this file's namespace

# Kernels listen on ports of this machine, which all its users reach, and tell everyone who connects what they run and
# what comes out: so what they say is encrypted, with a key that only their own user has.
c.KernelManager.transport_encryption = "required"
