# attack: the kernel's own environment is searched for what only the grader should know
# gains: passwords, addresses, sockets of an agent
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
for name, value in os.environ.items():
    if SECRET.search(value.encode(errors="replace")):
        canary("READ", name)
    if re.search("TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|_KEY$|SSH_AUTH_SOCK|DBUS_SESSION|DATABASE|DB_URL", name):
        canary("READ", name)
