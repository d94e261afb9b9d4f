#!/bin/sh
exec /usr/local/bin/runtime "$1"
