from skopt.space import Real

print(Real)
