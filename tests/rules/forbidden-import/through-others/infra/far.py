import infra.farther
