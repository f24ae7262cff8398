"""Neo4j: the property graph, push and diff, bulk import, and a server for machines without Docker.

Read ``mapping.py`` first: how entities and edges become nodes and relationships. ``connection.py`` is the only file
that lets the driver's errors in; they leave it as DatabaseError. Named queries and the read-only guard live in
``queries``, the Browser's style in ``schema``.
"""
