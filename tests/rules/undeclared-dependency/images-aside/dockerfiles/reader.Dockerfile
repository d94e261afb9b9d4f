FROM python:3.12-slim
WORKDIR /app/cmd/reader
COPY cmd/reader/pyproject.toml ./
COPY libs/common /app/libs/common
RUN pip install . && pip install lz4
COPY cmd/reader/reader ./reader
ENV PYTHONPATH=/app/libs
CMD ["python", "-m", "reader"]
