#!/bin/bash
set -eu
apt-get update && apt-get install -y curl  # tools
pip install -r deps.list \
    gunicorn
