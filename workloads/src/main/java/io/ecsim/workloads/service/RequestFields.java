package io.ecsim.workloads.service;

import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads and checks the fields that RunTask, StartTask, CreateService and UpdateService share (R9.10, section 10). */
public final class RequestFields {

    private static final int MOST_TAGS = 50;
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;
    private static final int MOST_PROVIDERS = 20;
    private static final int MOST_EBS_GIB = 16_384;
    private static final List<String> EBS_FIELDS = List.of(
            "encrypted",
            "kmsKeyId",
            "volumeType",
            "snapshotId",
            "volumeInitializationRate",
            "iops",
            "throughput",
            "tagSpecifications",
            "roleArn",
            "terminationPolicy",
            "filesystemType");

    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;
    private static final List<String> MODELLED_TYPES = List.of("EC2", "FARGATE");
    private static final Map<String, String> LAUNCH_TYPES = names("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");
    private static final Map<String, String> ASSIGN = names("ENABLED", "DISABLED");

    private final Fields fields;
    private final Faults faults;
    private final IgnoredFields ignored;

    /** Makes a reader that gathers paths of fields that are not modelled. */
    public RequestFields(Fields fields, IgnoredFields ignored) {
        this.fields = fields;
        this.faults = fields.faults();
        this.ignored = ignored;
    }

    /** Returns the name of the cluster, which may be given as an ARN. */
    Optional<String> cluster(String field) {
        return fields.optionalText(field, "the name or the ARN of a cluster")
                .map(text -> text.substring(text.lastIndexOf('/') + 1));
    }

    /**
     * On what the tasks run: at most one of the two is stated (R5.3).
     *
     * @param launchType where it is stated
     * @param strategy entries of the capacity provider strategy; none where it is not stated
     */
    public record StatedCapacity(Optional<String> launchType, List<CapacityProviderStrategyItem> strategy) {

        public StatedCapacity {
            strategy = List.copyOf(strategy);
        }
    }

    /** Returns the launch type and the capacity provider strategy; launch types that are not modelled are ignored. */
    StatedCapacity capacity() {
        Optional<String> launchType = fields.optional("launchType", node -> node.asChoice(faults, LAUNCH_TYPES));
        List<CapacityProviderStrategyItem> strategy = fields.listOrEmpty("capacityProviderStrategy", this::provider);
        boolean providers = fields.node("capacityProviderStrategy")
                .filter(node -> !node.items().isEmpty())
                .isPresent();
        if (launchType.isPresent() && providers) {
            fields.fault(
                    "capacityProviderStrategy",
                    ApiFault.LAUNCH_TYPE_AND_CAPACITY_PROVIDERS.behind(
                            "found launchType too, expected one of the two"));
        }
        atMost("capacityProviderStrategy", MOST_PROVIDERS, "capacity providers");
        launchType
                .filter(type -> !MODELLED_TYPES.contains(type))
                .flatMap(type -> fields.node("launchType"))
                .ifPresent(ignored::add);
        return new StatedCapacity(launchType, strategy);
    }

    private Optional<CapacityProviderStrategyItem> provider(Node node) {
        Fields item = fields.inner(node);
        String name = item.text("capacityProvider", "the name of a capacity provider");
        int weight = item.integerOr("weight", 0, 1000, 0);
        int base = item.integerOr("base", 0, 100_000, 0);
        return item.build(() -> new CapacityProviderStrategyItem(name, base, weight));
    }

    /** Subnets and security groups are counted, not modelled. */
    void network() {
        fields.node("networkConfiguration").ifPresent(node -> {
            Fields outer = fields.inner(node);
            outer.node("awsvpcConfiguration").ifPresent(inside -> {
                Fields inner = outer.inner(inside);
                inner.list("subnets", subnet -> subnet.asText(faults, "the id of a subnet"));
                inner.listOrEmpty("securityGroups", group -> group.asText(faults, "the id of a security group"));
                inner.optional("assignPublicIp", value -> value.asChoice(faults, ASSIGN));
                atMost(inner, "subnets", MOST_SUBNETS, "subnets");
                atMost(inner, "securityGroups", MOST_SECURITY_GROUPS, "security groups");
                inner.end();
            });
            outer.end();
            ignored.add(node);
        });
    }

    /** Tags are checked, not modelled. */
    void tags() {
        fields.listOrEmpty("tags", node -> {
            Fields tag = fields.inner(node);
            tag.text("key", TAG_KEY, "a key of 1 to 128 letters, digits, blanks and _ . : / = + - @");
            tag.optional(
                    "value",
                    value -> value.asText(
                            faults, TAG_VALUE, "a value of at most 256 letters, digits, blanks and _ . : / = + - @"));
            return tag.build(() -> node);
        });
        atMost("tags", MOST_TAGS, "tags");
    }

    /** Checks a text that may be so long. */
    void shortText(String name, int longest) {
        fields.optional(name, node -> node.asText(faults, "text of 1 to " + longest + " characters"))
                .filter(text -> text.isEmpty() || text.length() > longest)
                .ifPresent(text -> fields.fault(
                        name, REFUSED.behind("found " + text.length() + " characters, expected 1 to " + longest)));
    }

    /** Returns the sizes in GiB of the volumes configured at launch, by name. */
    public Map<String, Integer> volumeSizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        fields.listOrEmpty("volumeConfigurations", node -> volume(fields.inner(node), sizes));
        return sizes;
    }

    private Optional<String> volume(Fields volume, Map<String, Integer> sizes) {
        String name = volume.text("name", "the name of a volume of the task definition");
        Optional<Integer> size =
                volume.required("managedEBSVolume", "an Amazon EBS volume such as {sizeInGiB: 100}", node -> {
                    Fields ebs = volume.inner(node);
                    if (!ebs.has("sizeInGiB") && node.kind() == Kind.OBJECT) {
                        node.fault(
                                faults,
                                REFUSED.behind("sizeInGiB is missing, expected 1 to " + MOST_EBS_GIB
                                        + "; the size of a snapshot is not known here"));
                    }
                    int gib = ebs.integerOr("sizeInGiB", 1, MOST_EBS_GIB, 1);
                    ignored.accept(ebs, EBS_FIELDS);
                    return ebs.build(() -> gib);
                });
        return volume.build(() -> {
            sizes.put(name, size.orElse(1));
            return name;
        });
    }

    /** Adds a fault to a list that is too long. */
    void atMost(String name, int most, String what) {
        atMost(fields, name, most, what);
    }

    private static void atMost(Fields in, String name, int most, String what) {
        in.node(name)
                .filter(list -> list.items().size() > most)
                .ifPresent(list -> in.fault(
                        name,
                        REFUSED.behind("found " + list.items().size() + " " + what + ", expected at most " + most)));
    }

    private static Map<String, String> names(String... each) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : each) {
            names.put(name, name);
        }
        return Collections.unmodifiableMap(names);
    }
}
