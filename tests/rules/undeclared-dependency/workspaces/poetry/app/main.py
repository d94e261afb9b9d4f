import attr
import core
import flask
import pytest
