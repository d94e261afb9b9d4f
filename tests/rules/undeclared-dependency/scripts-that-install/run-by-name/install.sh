pip install flask
"$TOOL" install requests
