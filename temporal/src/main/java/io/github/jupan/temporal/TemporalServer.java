package io.github.jupan.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A connection to a Temporal server. Any thread may use it.
public final class TemporalServer implements AutoCloseable {

    /// The task queue of jupan's workers.
    static final String TASK_QUEUE = "jupan";

    /// What travels: JSON with names such as `max_tokens`, times and durations as ISO 8601 has them, nothing for
    /// an empty [java.util.Optional]. A name that a reader does not know is left out, so that workers of the next
    /// version may come while others are still there.
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final DataConverter CONVERTER =
            new DefaultDataConverter().withPayloadConverterOverrides(new JacksonJsonPayloadConverter(JSON));

    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final TemporalAddress address;
    private final WorkflowClient client;

    private TemporalServer(TemporalAddress address, WorkflowClient client) {
        this.address = address;
        this.client = client;
    }

    /// @throws TemporalException when no server answers there, or it has no such namespace
    public static TemporalServer connect(TemporalAddress address) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address.target())
                .build());
        try {
            stubs.connect(CONNECTING);
            stubs.blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(address.namespace())
                            .build());
        } catch (RuntimeException failure) {
            stubs.shutdownNow();
            throw new TemporalException(
                    failure instanceof StatusRuntimeException status
                                    && status.getStatus().getCode() == Status.Code.NOT_FOUND
                            ? "the Temporal server at " + address.target() + " has no namespace " + address.namespace()
                            : "no Temporal server answers at " + address.target()
                                    + ": check that it runs, and the address",
                    failure);
        }
        return new TemporalServer(
                address,
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(address.namespace())
                                .setDataConverter(CONVERTER)
                                .build()));
    }

    public TemporalAddress address() {
        return address;
    }

    WorkflowClient client() {
        return client;
    }

    @Override
    public void close() {
        WorkflowServiceStubs stubs = client.getWorkflowServiceStubs();
        stubs.shutdownNow();
        stubs.awaitTermination(CONNECTING.toMillis(), TimeUnit.MILLISECONDS);
    }
}
