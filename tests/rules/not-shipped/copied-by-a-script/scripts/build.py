import subprocess
import sys

for name in sys.argv[1:]:
    subprocess.run(f"""
        rm -rf services/{name}/common/ &&
        cp -r ../common/ services/{name} &&
        docker build -t shop/{name} services/{name}
    """, shell=True, check=True)
