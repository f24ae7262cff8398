"""Fixtures that several rooms' tests share; their code lies in ``tests/support``."""

from server_fixtures import neo4j_database, neo4j_server

__all__ = ["neo4j_database", "neo4j_server"]
