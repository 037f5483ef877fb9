/// Traces questions with OpenTelemetry; start at [OpenTelemetryListener].
@NullMarked
package io.github.jupan.agent.telemetry;

import org.jspecify.annotations.NullMarked;
