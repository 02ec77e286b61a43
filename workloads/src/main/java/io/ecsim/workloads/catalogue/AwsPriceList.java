package io.ecsim.workloads.catalogue;

import io.ecsim.model.InstanceType;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what {@code aws pricing get-products} prints. Of its products, those that the catalogue has names for are taken, by
 * their usage type; of a price in steps, the first step. Instances count on demand, with Linux, on shared hardware, without
 * other software.
 */
final class AwsPriceList {

    private static final String FIELD = "PriceList";
    private static final String SOURCE = "AWS Price List";
    private static final Pattern REGION_PREFIX = Pattern.compile("[A-Z]{2,4}\\d{0,2}-");
    private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);
    private static final int NANO_DIGITS = 9;
    private static final int DATE_LENGTH = 10;
    private static final Map<String, String> USAGE_TYPES = usageTypes();

    private final InstanceCatalogue types;
    private final PriceCatalogue names;
    private final Faults faults;

    AwsPriceList(PriceCatalogue names, Faults faults) {
        this.names = names;
        this.types = names.types();
        this.faults = faults;
    }

    /** Usage types without the prefix of their region, load balancers with their operation, to kind and name. */
    private static Map<String, String> usageTypes() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("Fargate-vCPU-Hours:perCPU", "fargate.vcpu");
        known.put("Fargate-GB-Hours", "fargate.memory");
        known.put("Fargate-ARM-vCPU-Hours:perCPU", "fargate.armVcpu");
        known.put("Fargate-ARM-GB-Hours", "fargate.armMemory");
        known.put("Fargate-Windows-vCPU-Hours:perCPU", "fargate.windowsVcpu");
        known.put("Fargate-Windows-GB-Hours", "fargate.windowsMemory");
        known.put("Fargate-Windows-OS-Hours:perCPU", "fargate.windowsLicence");
        known.put("Fargate-EphemeralStorage-GB-Hours", "fargate.storage");
        known.put("EBS:VolumeUsage.gp3", "ebs.gp3");
        known.put("EBS:VolumeP-IOPS.gp3", "ebs.gp3Iops");
        known.put("EBS:VolumeP-Throughput.gp3", "ebs.gp3Throughput");
        known.put("EBS:VolumeUsage.gp2", "ebs.gp2");
        known.put("EBS:VolumeUsage.piops", "ebs.io1");
        known.put("EBS:VolumeP-IOPS.piops", "ebs.io1Iops");
        known.put("EBS:VolumeUsage.io2", "ebs.io2");
        known.put("EBS:VolumeP-IOPS.io2", "ebs.io2Iops");
        known.put("EBS:VolumeUsage.st1", "ebs.st1");
        known.put("EBS:VolumeUsage.sc1", "ebs.sc1");
        known.put("LoadBalancerUsage LoadBalancing:Application", "loadBalancers.applicationHour");
        known.put("LCUUsage LoadBalancing:Application", "loadBalancers.applicationUnit");
        known.put("LoadBalancerUsage LoadBalancing:Network", "loadBalancers.networkHour");
        known.put("LCUUsage LoadBalancing:Network", "loadBalancers.networkUnit");
        known.put("NatGateway-Hours", "network.natHour");
        known.put("NatGateway-Bytes", "network.natGb");
        known.put("VpcEndpoint-Hours", "network.endpointHour");
        known.put("VpcEndpoint-Bytes", "network.endpointGb");
        known.put("DataTransfer-Regional-Bytes", "network.zoneGb");
        known.put("PublicIPv4:InUseAddress", "network.publicIpv4Hour");
        return known;
    }

    static boolean isOne(Node document) {
        return document.member(FIELD).isPresent();
    }

    /** Reads the list; empty when it has faults, of which one is that it has nothing the catalogue knows. */
    Optional<PriceFile> read(Node document) {
        int before = faults.count();
        Node list = document.member(FIELD).orElseThrow();
        List<Price> prices = new ArrayList<>();
        String region = "";
        for (Node item : list.asList(faults, Optional::of).orElse(List.of())) {
            Optional<Node> product = item.kind() == Kind.TEXT
                    ? DocumentReader.parse(item.file() + " " + item.path(), item.text(), faults)
                    : Optional.of(item);
            Optional<Price> price = product.flatMap(this::price);
            String own = product.map(known -> text(known, "product", "attributes", "regionCode"))
                    .orElse("");
            if (price.isPresent() && own.isEmpty()) {
                return item.fault(
                        faults,
                        "found a price without product.attributes.regionCode, expected it as aws pricing get-products"
                                + " prints it");
            }
            if (price.isPresent() && !own.equals(region) && !region.isEmpty()) {
                return item.fault(
                        faults,
                        "found a price of " + own + " after those of " + region + ", expected prices of one region");
            }
            region = price.isPresent() ? own : region;
            price.ifPresent(prices::add);
        }
        if (prices.isEmpty() && faults.count() == before) {
            return list.fault(
                    faults,
                    "found no price that ecsim counts, expected instances on demand, or usage types"
                            + " such as NatGateway-Hours");
        }
        return faults.count() > before ? Optional.empty() : Optional.of(new PriceFile(region, prices));
    }

    private Optional<Price> price(Node product) {
        Optional<String> name = name(product);
        Optional<Node> step = name.flatMap(known -> firstStep(product));
        if (name.isEmpty() || step.isEmpty()) {
            return Optional.empty();
        }
        int dot = name.get().indexOf('.');
        PriceKind kind = PriceKind.ofKey(name.get().substring(0, dot)).orElseThrow();
        String own = name.get().substring(dot + 1);
        String unit = kind.isOfInstances()
                ? "h"
                : Optional.ofNullable(names.prices(kind).get(own))
                        .map(Price::unit)
                        .orElse("h");
        try {
            BigDecimal usd = new BigDecimal(text(step.get(), "pricePerUnit", "USD"));
            if (text(step.get(), "unit").startsWith("GiBps")) {
                usd = usd.divide(MIB_PER_GIB, NANO_DIGITS, RoundingMode.HALF_UP);
            }
            long nanoUsd = usd.movePointRight(NANO_DIGITS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            String published = text(product, "publicationDate");
            LocalDate date = LocalDate.parse(published.substring(0, Math.min(DATE_LENGTH, published.length())));
            return Optional.of(new Price(kind, own, unit, nanoUsd, "", date, SOURCE));
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException unreadable) {
            return product.fault(
                    faults,
                    "found " + name.get() + " without pricePerUnit.USD or publicationDate,"
                            + " expected both as aws pricing get-products prints them");
        }
    }

    /** Returns kind and name of what the catalogue knows. */
    private Optional<String> name(Node product) {
        if (text(product, "product", "productFamily").startsWith("Compute Instance")) {
            String type = text(product, "product", "attributes", "instanceType");
            boolean plain = text(product, "product", "attributes", "operatingSystem")
                            .equals("Linux")
                    && text(product, "product", "attributes", "tenancy").equals("Shared")
                    && text(product, "product", "attributes", "preInstalledSw").equals("NA")
                    && text(product, "product", "attributes", "capacitystatus").equals("Used");
            return types.find(type)
                    .filter(known -> plain)
                    .map(InstanceType::name)
                    .map("ec2."::concat);
        }
        String usage = REGION_PREFIX
                .matcher(text(product, "product", "attributes", "usagetype"))
                .replaceFirst("");
        String operation = text(product, "product", "attributes", "operation");
        return Optional.ofNullable(USAGE_TYPES.get(usage))
                .or(() -> Optional.ofNullable(USAGE_TYPES.get(usage + " " + operation)));
    }

    /** Returns the first step of the price on demand. */
    private static Optional<Node> firstStep(Node product) {
        return product.member("terms")
                .flatMap(terms -> terms.member("OnDemand"))
                .flatMap(AwsPriceList::first)
                .flatMap(offer -> offer.member("priceDimensions"))
                .flatMap(steps -> steps.names().stream()
                        .flatMap(name -> steps.member(name).stream())
                        .filter(step -> List.of("0", "").contains(text(step, "beginRange")))
                        .findFirst());
    }

    private static Optional<Node> first(Node object) {
        return object.names().stream().findFirst().flatMap(object::member);
    }

    /** Returns the text at the end of a path; empty if there is none. */
    private static String text(Node from, String... path) {
        Optional<Node> at = Optional.of(from);
        for (String name : path) {
            at = at.filter(node -> node.kind() == Kind.OBJECT).flatMap(node -> node.member(name));
        }
        return at.filter(node -> node.kind() == Kind.TEXT).map(Node::text).orElse("");
    }
}
