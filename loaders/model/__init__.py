"""A language model as a second reader: prompt, client, reply, grounding, and nothing of what it may claim.

What a reply says counts for nothing until it is grounded in the text (``grounding.py``) and has passed the gate that
every claim passes (``loaders/gate.py``). Read ``reader.py`` first. Off by default: an article leaves the machine only
when a person chose ``--reader model`` or ``both``.
"""
