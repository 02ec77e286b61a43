import ecsim_policy

ecsim_policy.run(lambda task, instances: instances.least(instances.tasks))
