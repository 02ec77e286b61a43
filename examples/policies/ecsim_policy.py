"""Placement policies for ecsim in Python: one file, standard library only, Python 3.8 or later.

A policy is one function. It is given the task and the instances, and returns the number of one
that can take the task, or None to leave the choice to ecsim (the earliest registered):

    import ecsim_policy

    def choose(task, instances):
        return instances.least(instances.memory_free)

    ecsim_policy.run(choose)

Run it with:  ecsim compare scenario.yaml --strategy my_policy.py

What a policy prints goes to standard error; standard output belongs to the protocol, which is
described in docs/external-policies.md.
"""

import json
import operator
import os
import signal
import sys
from itertools import compress

PROTOCOL = 1

_TRUTH = bytes.maketrans(b"01", b"\x00\x01")
_RANK_BITS = 32
_RANK_MASK = (1 << _RANK_BITS) - 1


class Task:
    """What is to be placed."""

    __slots__ = ("number", "seed", "cpu", "memory", "gpus", "gpu_milli", "group", "service")

    def __init__(self, request):
        task = request["task"]
        #: Counts the decisions of this run from 1.
        self.number = request["n"]
        #: A random number of this decision, from 0 to 2**53 - 1; the same in every run of the same seed.
        self.seed = request["seed"]
        #: CPU units (1024 a vCPU), MiB of memory, whole GPUs, thousandths of one shared GPU.
        self.cpu = task["cpu"]
        self.memory = task["memory"]
        self.gpus = task["gpus"]
        self.gpu_milli = task["gpuMilli"]
        #: The task group, such as "family:web" or "service:api".
        self.group = task["group"]
        #: Whether the task belongs to a service.
        self.service = task["service"]


class Order:
    """A cost of each instance that depends on nothing but its own state; only what changed is costed again."""

    def __init__(self, instances, cost):
        self._instances = instances
        self._cost = cost
        self._keys = [0] * len(instances)
        for instance in range(len(instances)):
            self._update(instance)

    def _update(self, instance):
        self._keys[instance] = self._cost(instance) << _RANK_BITS | self._instances.rank[instance]

    def least(self):
        """Returns the feasible instance of least cost, the earliest registered among equals."""
        found = min(compress(self._keys, self._instances._truth()))
        return self._instances._of_rank[found & _RANK_MASK]


class Instances:
    """The container instances as they are now; each list is by instance number. Read only."""

    def __init__(self, hello):
        described = hello["instances"]
        count = len(described)
        #: Container instance ids, and attributes as dictionaries (instances with equal ones share them).
        self.id = [each["id"] for each in described]
        self.attributes = [hello["attributes"][each["attributes"]] for each in described]
        #: Registered amounts: CPU units, MiB, GPUs.
        self.cpu = [each["cpu"] for each in described]
        self.memory = [each["memory"] for each in described]
        self.gpus = [each["gpus"] for each in described]
        #: Free amounts; 0 before an instance joins.
        self.cpu_free = [0] * count
        self.memory_free = [0] * count
        self.gpus_free = [0] * count
        #: Tasks on the instance.
        self.tasks = [0] * count
        #: Place in the order of registration.
        self.rank = [0] * count
        #: Whether the instance takes tasks: ACTIVE with a connected agent.
        self.joined = [False] * count
        #: Thousandths free of each GPU, where the policy wants "devices".
        self.devices_free = [[] for _ in described]
        self._of_rank = {}
        self._orders = []
        self._by_list = {}
        self._hex = ""
        self._bytes = b""
        self._cached = None

    def __len__(self):
        return len(self.id)

    def fits(self, instance):
        """Returns whether an instance can take the task."""
        return self._bytes[instance >> 3] >> (instance & 7) & 1 == 1

    def feasible(self):
        """Returns the numbers of the instances that can take the task, ascending; never none."""
        return list(compress(range(len(self.id)), self._truth()))

    def order(self, cost):
        """Keeps instances by a cost, a function from the number of an instance to an integer.

        The cost may look at nothing but the lists of this object: it is asked again for an instance when that
        instance changes. Make orders once, when the run begins.
        """
        made = Order(self, cost)
        self._orders.append(made)
        return made

    def least(self, values):
        """Returns the feasible instance with the least of one of this object's lists, such as memory_free."""
        return self._kept(values, 1).least()

    def most(self, values):
        """Returns the feasible instance with the most of one of this object's lists, such as cpu_free."""
        return self._kept(values, -1).least()

    def best(self, cost):
        """Returns the feasible instance of least cost, any comparable value, the earliest registered among equals.

        It costs every feasible instance; where the cost does not depend on the task, an order is faster.
        """
        return min(self.feasible(), key=lambda instance: (cost(instance), self.rank[instance]))

    def _kept(self, values, sign):
        key = (id(values), sign)
        if key not in self._by_list:
            self._by_list[key] = self.order(lambda instance: sign * values[instance])
        return self._by_list[key]

    def _truth(self):
        """Returns a byte for each instance: 1 where it can take the task."""
        if self._cached is None:
            bits = format(int.from_bytes(self._bytes, "little"), "b").encode()
            self._cached = bits.translate(_TRUTH)[::-1]
        return self._cached

    def _apply(self, request):
        left = request.get("left")
        if left is not None:
            for instance in left:
                self.joined[instance] = False
            for row in request["joined"]:
                instance = row[0]
                self.joined[instance] = True
                self.rank[instance] = row[1]
                self._of_rank[row[1]] = instance
                self._set(instance, row, 2)
            for row in request["changed"]:
                self._set(row[0], row, 1)
        self._bytes = bytes.fromhex(request["feasible"])
        self._cached = None

    def _set(self, instance, row, at):
        self.cpu_free[instance] = row[at]
        self.memory_free[instance] = row[at + 1]
        self.gpus_free[instance] = row[at + 2]
        self.tasks[instance] = row[at + 3]
        if len(row) > at + 4:
            self.devices_free[instance] = row[at + 4]
        for order in self._orders:
            order._update(instance)


class Run:
    """What a policy may know of its run."""

    def __init__(self, hello):
        self.strategy = hello["strategy"]
        self.seed = hello["seed"]
        self.replication = hello["replication"]


def run(choose, begin=None, name="", wants=()):
    """Answers ecsim until the run is over.

    choose: a function (task, instances) that returns the number of a feasible instance, or None
    begin:  a function (run, instances) that is called once, before the first task, where a policy needs it
    name:   what the policy calls itself
    wants:  what it wants beside the usual: "devices" for the free thousandths of each GPU
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for ecsim, which then ends the policy
    answers = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    requests = sys.stdin.buffer
    hello = json.loads(requests.readline())
    if hello.get("protocol") != PROTOCOL:
        sys.exit("ecsim speaks protocol %s, this ecsim_policy.py speaks %s" % (hello.get("protocol"), PROTOCOL))
    instances = Instances(hello)
    if begin is not None:
        begin(Run(hello), instances)
    greeting = {"type": "hello", "protocol": PROTOCOL, "name": name, "wants": list(wants)}
    os.write(answers, json.dumps(greeting).encode() + b"\n")
    for line in requests:
        request = json.loads(line)
        if request["type"] == "end":
            return
        instances._apply(request)
        chosen = choose(Task(request), instances)
        if chosen is None:
            os.write(answers, b'{"n":%d,"instance":null}\n' % request["n"])
        else:
            os.write(answers, b'{"n":%d,"instance":%d}\n' % (request["n"], operator.index(chosen)))
