#!/bin/sh
cp -r ../../prices .
docker build -t shop/clients .
