from legacy import old
