package io.ecsim.workloads.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.images.Image;
import io.ecsim.images.ImageCleanup;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Layer;
import io.ecsim.images.PullBehavior;
import io.ecsim.images.RateLimit;
import io.ecsim.images.Registry;
import io.ecsim.images.RegistryOutage;
import io.ecsim.images.SourceAddress;
import io.ecsim.images.Throughput;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.TaskDefinition;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The field {@code images} of a scenario. */
class ImageBinderTest {

    private static final long SECOND = 1_000_000;

    private final Faults faults = new Faults();
    private final BindingContext context = new BindingContext(Path.of("s.yaml"), Optional.empty(), false, faults);

    private Optional<ImageSettings> bind(String text, String... imagesInUse) {
        List<ContainerDefinition> containers = new ArrayList<>();
        for (String image : imagesInUse) {
            ContainerLifecycle lifecycle =
                    new ContainerLifecycle(image, List.of(), Optional.empty(), 0, 0, Optional.empty());
            containers.add(new ContainerDefinition("c" + containers.size(), 0, 0, 0, 0, true, List.of(), lifecycle));
        }
        List<TaskDefinition> definitions = containers.isEmpty()
                ? List.of()
                : List.of(new TaskDefinition("web", 1, NetworkMode.BRIDGE, 0, 512, containers, List.of(), Map.of()));
        return DocumentReader.parse("s.yaml", text, faults)
                .flatMap(node -> new ImageBinder(context, definitions).bind(node.asObject(faults)));
    }

    private List<String> messages() {
        return faults.list().stream()
                .map(fault -> fault.line() + ":" + fault.column() + ": " + fault.path() + ": " + fault.message())
                .toList();
    }

    @Test
    void everyFieldReachesItsPlace() {
        ImageSettings settings = bind("""
                        images:
                          pullBehavior: prefer-cached
                          sourceAddress: instance
                          manifestCheck: 1s
                          zoneGateway: 5 Gbit/s
                          registries:
                            - {name: ecr, kind: ecr, throughput: 10 GB/s, latency: 50ms}
                            - name: hub
                              kind: dockerHub
                              throughput: 200MB/s
                              rateLimit: {pulls: 100, per: 6h}
                              outages: [{at: 1h, duration: 10m}]
                            - {name: own, kind: private, rateLimit: {pulls: 5, per: 1s, refill: steady, counts: sourceAddress}}
                          images:
                            - {name: "web:1", registry: ecr, layers: [{digest: base, size: 80 MB}, {digest: web, size: 1.5GiB}]}
                            - {name: "batch:7", registry: hub, size: 1.2 GB}
                          instance: {network: 1 GB/s, rootVolume: 100 MB/s, unpack: 40 MB/s}
                          cleanup: {interval: 10m, minimumAge: 2h, imagesPerCycle: 3, enabled: false}
                          preloaded: ["web:1"]
                        """, "web:1").orElseThrow();
        assertThat(messages()).isEmpty();
        assertThat(settings.pullBehavior()).isEqualTo(PullBehavior.PREFER_CACHED);
        assertThat(settings.sourceAddress()).isEqualTo(SourceAddress.INSTANCE);
        assertThat(settings.manifestCheckMicros()).isEqualTo(SECOND);
        assertThat(settings.throughput())
                .isEqualTo(new Throughput(40_000_000, 1_000_000_000, 100_000_000, 625_000_000));
        assertThat(settings.cleanup()).isEqualTo(new ImageCleanup(false, 600 * SECOND, 7200 * SECOND, 3));
        assertThat(settings.preloaded()).containsExactly("web:1");
        assertThat(settings.registries())
                .containsExactly(
                        new Registry("ecr", Registry.Kind.ECR, 10_000_000_000L, 50_000, Optional.empty(), List.of()),
                        new Registry(
                                "hub",
                                Registry.Kind.DOCKER_HUB,
                                200_000_000,
                                100_000,
                                Optional.of(new RateLimit(
                                        100,
                                        6 * 3600 * SECOND,
                                        RateLimit.Refill.WINDOW,
                                        RateLimit.Scope.SOURCE_ADDRESS)),
                                List.of(new RegistryOutage(3600 * SECOND, 600 * SECOND))),
                        new Registry(
                                "own",
                                Registry.Kind.PRIVATE,
                                Throughput.UNLIMITED,
                                100_000,
                                Optional.of(new RateLimit(
                                        5, SECOND, RateLimit.Refill.STEADY, RateLimit.Scope.SOURCE_ADDRESS)),
                                List.of()));
        assertThat(settings.images())
                .containsExactly(
                        new Image(
                                "web:1",
                                "ecr",
                                List.of(new Layer("base", 80_000_000), new Layer("web", 1_610_612_736L))),
                        new Image("batch:7", "hub", List.of(new Layer("all of batch:7", 1_200_000_000))));
    }

    @Test
    void withoutTheFieldThereAreNoSettings() {
        assertThat(bind("other: 1", "web:1")).isEmpty();
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void whatIsNotSaidIsAsTheRulesHaveIt() {
        ImageSettings settings = bind("""
                        images:
                          registries: [{name: ecr, kind: ecr}]
                          images: [{name: a, registry: ecr, size: 5MB}]
                        """).orElseThrow();
        assertThat(settings)
                .isEqualTo(ImageSettings.of(
                        List.of(new Registry(
                                "ecr", Registry.Kind.ECR, Throughput.UNLIMITED, 100_000, Optional.empty(), List.of())),
                        settings.images()));
        assertThat(context.assumptions()).singleElement().asString().contains("images.manifestCheck");
    }

    @Test
    void anImageThatNobodyListsIsAFaultThatNamesTheNearest() {
        bind("""
                images:
                  registries: [{name: ecr, kind: ecr}]
                  images: [{name: "web:1", registry: ecr, size: 5MB}]
                """, "wbe:1", "web:1", "wbe:1");
        assertThat(messages())
                .containsExactly(
                        "3:11: images.images: task definition web uses the image \"wbe:1\", which is not listed,"
                                + " did you mean \"web:1\"? List it or give images.defaultSize");
    }

    @Test
    void aDefaultSizeIsAssumedForImagesThatNobodyLists() {
        ImageSettings settings = bind("""
                        images:
                          registries: [{name: ecr, kind: ecr}]
                          defaultSize: 300MB
                        """, "one", "two").orElseThrow();
        assertThat(settings.images())
                .containsExactly(
                        new Image("one", "ecr", List.of(new Layer("all of one", 300_000_000))),
                        new Image("two", "ecr", List.of(new Layer("all of two", 300_000_000))));
        assertThat(context.assumptions()).anyMatch(sentence -> sentence.endsWith("registry: one, two."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "size: 5|1:90: images.images[0].size: found 5, give a unit: 5MB",
                "size: 5MB/s|1:90: images.images[0].size: found \"5MB/s\", expected a size such as 80MB, 1.2GB or 512MiB",
                "size: 2TB|1:90: images.images[0].size: found \"2TB\", expected a size such as 80MB, 1.2GB or 512MiB,"
                        + " at most 1TB",
                "layers: []|1:92: images.images[0].layers: found an empty list, expected at least one item",
                "note: 1|1:57: images.images[0]: size is missing, expected a size such as 80MB, 1.2GB or 512MiB, or layers"
            })
    void aWrongSizeIsPointedAt(String size, String message) {
        bind("images: {registries: [{name: ecr, kind: ecr}], images: [{name: \"a\", registry: ecr, " + size + "}]}");
        assertThat(messages().get(0)).isEqualTo(message);
    }

    @Test
    void severalFaultsAreSaidAtOnce() {
        bind("""
                images:
                  pullBehavior: alwyas
                  registries: [{name: ecr, kind: ECR, throughput: 10 GB}]
                  images: [{name: a, registry: ecrr, size: 5MB}]
                  preloaded: [b]
                  colour: red
                """);
        assertThat(faults.list())
                .extracting(Fault::path)
                .containsExactly(
                        "images.pullBehavior",
                        "images.registries[0].kind",
                        "images.registries[0].throughput",
                        "images.preloaded[0]",
                        "images.colour");
    }
}
