#!/bin/sh
pip install prettytable
python jobs/export.py
