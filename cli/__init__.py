"""The command line: thin commands that parse, call and print, and the one function that carries a load.

``main.py`` lists the commands and turns our errors into one line and an exit status; ``options.py`` has the options
that commands share, ``console.py`` what they print with, ``pipeline.py`` the load. Nothing heavy is imported before
a command that needs it runs. No logic of the graph lives here. Begin with ``main.py``.
"""
