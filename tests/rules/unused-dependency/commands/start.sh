#!/bin/sh
exec uwsgi --ini app.ini
