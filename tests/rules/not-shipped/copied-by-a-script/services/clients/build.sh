#!/bin/sh
cp -r ../../prices .
cp -r ../../rates \
    .
cp -r "$(dirname "$0")"/../../taxes .
cp -r "$(dirname "$0")/../../terms" .
docker build -t shop/clients .
