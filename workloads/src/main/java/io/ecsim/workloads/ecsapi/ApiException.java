package io.ecsim.workloads.ecsapi;

/** The exceptions of the Amazon ECS API (R9.5). */
public enum ApiException {
    ACCESS_DENIED("AccessDenied"),
    ATTRIBUTE_LIMIT_EXCEEDED("AttributeLimitExceeded"),
    BLOCKED("Blocked"),
    CLIENT("Client"),
    CLUSTER_CONTAINS_CAPACITY_PROVIDER("ClusterContainsCapacityProvider"),
    CLUSTER_CONTAINS_CONTAINER_INSTANCES("ClusterContainsContainerInstances"),
    CLUSTER_CONTAINS_SERVICES("ClusterContainsServices"),
    CLUSTER_CONTAINS_TASKS("ClusterContainsTasks"),
    CLUSTER_NOT_FOUND("ClusterNotFound"),
    CONFLICT("Conflict"),
    INVALID_PARAMETER("InvalidParameter"),
    LIMIT_EXCEEDED("LimitExceeded"),
    MISSING_VERSION("MissingVersion"),
    NAMESPACE_NOT_FOUND("NamespaceNotFound"),
    NO_UPDATE_AVAILABLE("NoUpdateAvailable"),
    PLATFORM_TASK_DEFINITION_INCOMPATIBILITY("PlatformTaskDefinitionIncompatibility"),
    PLATFORM_UNKNOWN("PlatformUnknown"),
    RESOURCE_IN_USE("ResourceInUse"),
    RESOURCE_NOT_FOUND("ResourceNotFound"),
    SERVER("Server"),
    SERVICE_NOT_ACTIVE("ServiceNotActive"),
    SERVICE_NOT_FOUND("ServiceNotFound"),
    TARGET_NOT_CONNECTED("TargetNotConnected"),
    TARGET_NOT_FOUND("TargetNotFound"),
    TASK_SET_NOT_FOUND("TaskSetNotFound"),
    UNSUPPORTED_FEATURE("UnsupportedFeature"),
    UPDATE_IN_PROGRESS("UpdateInProgress");

    private final String wireName;

    ApiException(String stem) {
        this.wireName = stem + "Exception";
    }

    /** Returns the name as it stands in {@code __type}, such as {@code ClientException} (R9.2). */
    public String wireName() {
        return wireName;
    }
}
