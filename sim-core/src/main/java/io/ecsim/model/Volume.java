package io.ecsim.model;

/** A volume of a task definition: what it needs before the containers start. */
public sealed interface Volume {

    /** Returns its name, unique in the task definition. */
    String name();

    /** A directory of the host; it is there at once. */
    record Bind(String name) implements Volume {}

    /**
     * A Docker volume.
     *
     * @param scope of a task, which it goes with, or shared, which stays on the instance
     * @param autoprovision whether a shared one is made where it is missing; without it the task fails to start there
     */
    record Docker(String name, DockerScope scope, boolean autoprovision) implements Volume {}

    /** An EFS file system, mounted over the network. */
    record Efs(String name) implements Volume {}

    /**
     * An EBS volume made for each task when it is launched; it lives in the instance's zone and takes one of its
     * attachments.
     *
     * @param sizeGiB at least 1
     */
    record Ebs(String name, int sizeGiB) implements Volume {

        public Ebs {
            if (sizeGiB < 1) {
                throw new IllegalArgumentException("an EBS volume has at least 1 GiB, was " + sizeGiB);
            }
        }
    }

    /** How long a Docker volume lives. */
    enum DockerScope {
        TASK,
        SHARED
    }
}
