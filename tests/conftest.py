"""Fixtures that several rooms' tests share; their code lies in ``tests/support``."""

from ledger_fixtures import filled_ledger, ledger
from server_fixtures import embedded_engine, graph_database, neo4j_database, neo4j_server

__all__ = ["embedded_engine", "filled_ledger", "graph_database", "ledger", "neo4j_database", "neo4j_server"]
