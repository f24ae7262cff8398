"""The vocabulary and the model: what everything else is written in.

Here live the ontology as data (``ontology.yaml``), the model, the error tree, the values that clean themselves,
names and their normalisation, the answer types, and what is generated from the ontology alone. Reading files and
storage never do. Read ``model.py`` first, then ``ontology.yaml``.
"""
