import legacy.old
