package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.Volume;
import io.ecsim.model.Volume.DockerScope;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the volumes of a task definition. What a volume is follows from the one configuration that it states; without
 * one it is a directory of the host. A volume configured at launch has its size from the service or the RunTask call.
 */
final class VolumeReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final String DOCKER = "dockerVolumeConfiguration";
    private static final String EFS = "efsVolumeConfiguration";
    private static final List<String> FILE_SERVERS =
            List.of("fsxWindowsFileServerVolumeConfiguration", "s3filesVolumeConfiguration");
    private static final String AT_LAUNCH = "configuredAtLaunch";
    private static final Map<String, DockerScope> SCOPES = scopes();

    private final Faults faults;
    private final List<String> ignored;

    VolumeReader(Faults faults, List<String> ignored) {
        this.faults = faults;
        this.ignored = ignored;
    }

    /**
     * A volume as read.
     *
     * @param node its place
     * @param volume what it is; absent for one that is configured at launch
     */
    record ReadVolume(Node node, String name, Optional<Volume> volume) {}

    Optional<ReadVolume> read(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("name", NAME, "a volume name of 1 to 255 letters, digits, _ and -");
        List<String> stated = new ArrayList<>();
        for (String configuration : List.of("host", DOCKER, EFS, FILE_SERVERS.get(0), FILE_SERVERS.get(1))) {
            if (fields.has(configuration)) {
                stated.add(configuration);
            }
        }
        boolean atLaunch = fields.flagOr(AT_LAUNCH, false);
        if (atLaunch) {
            stated.add(AT_LAUNCH);
        }
        if (stated.size() > 1) {
            fields.fault(stated.get(1), "a volume is of one kind, found " + String.join(" and ", stated));
        }
        fields.node("host").ifPresent(host -> {
            Fields source = host.asObject(faults).nothingIsAbsent();
            source.optionalText("sourcePath", "a path of the host");
            source.end();
        });
        Optional<Volume> docker = fields.optional(DOCKER, each -> docker(each, name));
        fields.node(EFS).ifPresent(this::efs);
        TaskDefinitionReader.ignore(fields, FILE_SERVERS, ignored);
        return fields.build(() -> new ReadVolume(
                node,
                name,
                atLaunch
                        ? Optional.empty()
                        : Optional.of(docker.orElseGet(
                                () -> fields.has(EFS) ? new Volume.Efs(name) : new Volume.Bind(name)))));
    }

    private Optional<Volume> docker(Node node, String name) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        DockerScope scope = fields.choiceOr("scope", SCOPES, DockerScope.TASK);
        boolean autoprovision = fields.flagOr("autoprovision", false);
        fields.accept("driver", "driverOpts", "labels");
        // The API looks at autoprovision in shared scope only; what is scoped to a task is always made.
        boolean made = scope == DockerScope.TASK || autoprovision;
        return fields.build(() -> new Volume.Docker(name, scope, made));
    }

    private void efs(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        fields.text("fileSystemId", "the id of a file system, such as fs-12345678");
        fields.accept("rootDirectory", "transitEncryption", "transitEncryptionPort", "authorizationConfig");
        fields.end();
    }

    private static Map<String, DockerScope> scopes() {
        Map<String, DockerScope> scopes = new LinkedHashMap<>();
        scopes.put("task", DockerScope.TASK);
        scopes.put("shared", DockerScope.SHARED);
        return Collections.unmodifiableMap(scopes);
    }
}
