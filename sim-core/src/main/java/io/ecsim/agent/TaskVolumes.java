package io.ecsim.agent;

import io.ecsim.model.Volume;

/** Makes the volumes of tasks on their hosts. Bind mounts and Docker volumes of a task are there at once. */
final class TaskVolumes {

    private final VolumeSettings settings;

    TaskVolumes(VolumeSettings settings) {
        this.settings = settings;
    }

    /** Returns what keeps the volumes of a task from being made, or empty text. */
    String lacking(HostedTask task) {
        for (Volume.Docker volume : task.compiled.sharedVolumes) {
            if (!volume.autoprovision() && !task.host.sharedVolumes.contains(volume.name())) {
                return "shared Docker volume " + volume.name() + " does not exist and is not autoprovisioned";
            }
        }
        if (task.host.ebsAttached + task.compiled.ebsVolumes > settings.ebsAttachments()) {
            // EC2 refuses AttachVolume beyond the limit of the type, and nothing waits for an attachment to be free.
            return "AttachmentLimitExceeded: the instance has " + task.host.ebsAttached + " of "
                    + settings.ebsAttachments() + " EBS volumes attached";
        }
        return "";
    }

    /** Makes the volumes of a task and returns how long that takes, in microseconds; EBS and EFS go on side by side. */
    long make(HostedTask task) {
        for (Volume.Docker volume : task.compiled.sharedVolumes) {
            task.host.sharedVolumes.add(volume.name());
        }
        task.ebsAttached = task.compiled.ebsVolumes;
        task.host.ebsAttached += task.ebsAttached;
        HostedContainer first = task.containers[task.compiled.first];
        long ebs = task.ebsAttached > 0 ? ContainerDraws.EBS.micros(first, settings.ebsAttachSeconds()) : 0;
        long efs = task.compiled.efsVolumes > 0 ? ContainerDraws.EFS.micros(first, settings.efsMountSeconds()) : 0;
        return Math.max(ebs, efs);
    }

    /** Detaches the EBS volumes of a task that is gone. */
    void remove(HostedTask task) {
        task.host.ebsAttached -= task.ebsAttached;
    }
}
