#!/bin/sh
cat > "$HOME/requirements.txt" <<EOL
psutil>=5.9
EOL
python3 -m pip install --user -r "$HOME/requirements.txt"
echo orjson is not wanted
