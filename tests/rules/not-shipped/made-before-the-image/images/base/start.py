from shared.harness import run

run()
