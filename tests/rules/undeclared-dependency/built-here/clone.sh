git clone https://example.org/other.git
cd other
docker build -t acme/cloned -f images/worker.Dockerfile .
