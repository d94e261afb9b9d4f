"""All shapes: each module enters its own."""
from shapes import classes, commands, imports, manifests, services, texts
from shapes.shape import SHAPES

__all__ = ["SHAPES", "classes", "commands", "imports", "manifests", "services", "texts"]
