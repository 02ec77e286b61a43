package io.ecsim.agent;

import io.ecsim.random.Law;
import java.util.List;

/**
 * What the volumes of tasks take.
 *
 * @param efsMountSeconds law of the time to mount an EFS file system
 * @param ebsAttachSeconds law of the time to make an EBS volume in the zone of the instance and to attach it
 * @param ebsAttachments EBS volumes of tasks that an instance can have attached at once
 * @param sharedDockerVolumes shared Docker volumes that are on every machine from the beginning
 */
public record VolumeSettings(
        Law efsMountSeconds, Law ebsAttachSeconds, int ebsAttachments, List<String> sharedDockerVolumes) {

    /**
     * A second for EFS, ten for EBS (our own figures); 26 attachments: the 28 of most Nitro types less one network
     * interface and the root volume.
     */
    public static final VolumeSettings DEFAULT = new VolumeSettings(Seconds.of(1), Seconds.of(10), 26, List.of());

    public VolumeSettings {
        Bounds.requireAtLeast("ebsAttachments", ebsAttachments, 0);
        sharedDockerVolumes = List.copyOf(sharedDockerVolumes);
    }
}
