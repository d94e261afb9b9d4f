pip install flask
./more.sh
