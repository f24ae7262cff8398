"""What a server must be told so that its Browser shows the graph as it should from the first log-in."""

from __future__ import annotations

from techpol.schema.browser_style import style_command
from techpol.schema.ontology import Ontology, load_ontology


def browser_settings(ontology: Ontology | None = None) -> dict[str, str]:
    """Return lines of neo4j.conf: the style as a command at log-in, and guides from this machine alone."""
    return {
        "browser.post_connect_cmd": style_command(ontology or load_ontology()),
        "browser.remote_content_hostname_whitelist": "127.0.0.1",
    }
