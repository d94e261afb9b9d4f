from pkg import read
