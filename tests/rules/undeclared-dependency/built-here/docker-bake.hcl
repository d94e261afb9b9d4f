target "jobs" {
  context    = "images/bake"
  dockerfile = "Dockerfile.jobs"
  tags = [
    "${REGISTRY}/oven:${TAG}",
  ]
}
