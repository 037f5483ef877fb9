package io.github.jupan.sandbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An interpreter in a sandbox of its own, whose processes are known.
///
/// @param processes the one that the host holds first, the JVM last; the same where there are no namespaces
record WatchedWorker(WorkerSandbox sandbox, Interpreter python, List<ProcessHandle> processes)
        implements AutoCloseable {

    static WatchedWorker open(WorkerSandbox sandbox, Limits limits) {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        Interpreter python = sandbox.open(limits);
        Sandboxes.value(python, "1");
        List<ProcessHandle> processes = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .flatMap(child -> Stream.concat(Stream.of(child), child.descendants()))
                .toList();
        return new WatchedWorker(sandbox, python, processes);
    }

    ProcessHandle jvm() {
        return processes.getLast();
    }

    @Override
    public void close() {
        python.close();
        sandbox.close();
    }
}
