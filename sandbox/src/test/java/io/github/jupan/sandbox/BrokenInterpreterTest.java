package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.LimitHit;
import io.github.jupan.sandbox.Execution.PythonError;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Code that lies in wait for the next binding or run.
class BrokenInterpreterTest {

    /// Watches how the host binds.
    private static final String WATCH = """
        import sys
        def watch(frame, event, argument):
            if frame.f_code.co_name == 'bind_text':
                %s
            return watch
        sys.settrace(watch)
        """;

    private Interpreter python;

    @BeforeEach
    void open() {
        python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofSeconds(20)));
        python.bind("message", new Binding.Text("one"));
        run(python, "1");
    }

    @AfterEach
    void close() {
        python.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raise SystemExit(3)", "print('forged')\n        return True", "while True: pass"})
    void noKeyOfTheSnippetsIsAskedWhenATextIsBound(String body) {
        assertThat(run(python, """
            class Key(str):
                def __hash__(self):
                    return hash(str(self))
                def __eq__(self, other):
                    %s
            globals().pop('message', None)
            globals()[Key('message')] = 1
            kept = 2
            """.formatted(body))).isInstanceOf(Execution.Completed.class);
        python.bind("message", new Binding.Text("two"));
        assertThat(run(python, "message, kept")).isInstanceOfSatisfying(Execution.Completed.class, completed -> {
            assertThat(completed.value()).isEqualTo("('two', 2)");
            assertThat(completed.output()).isEqualTo(Execution.Output.NONE);
        });
    }

    @Test
    void whatCannotBeBoundCostsTheInterpreterAndSaysSo() {
        run(python, WATCH.formatted("raise ValueError('mine')"));
        python.bind("message", new Binding.Text("two"));
        assertThat(run(python, "message"))
                .isInstanceOfSatisfying(
                        LimitHit.class,
                        hit -> assertThat(hit)
                                .isEqualTo(new LimitHit(
                                        Limit.INTERPRETER,
                                        "this code or earlier code broke the interpreter, which was replaced",
                                        true,
                                        Execution.Output.NONE,
                                        hit.elapsed())));
        assertThat(value(python, "message, 'watch' in globals()")).isEqualTo("('two', False)");
    }

    @Test
    void bindingIsPartOfTheRunsTime() {
        run(python, WATCH.formatted("while True: pass"));
        python.bind("message", new Binding.Text("two"));
        assertThat(run(python, "message")).isInstanceOfSatisfying(LimitHit.class, hit -> {
            assertThat(hit.limit()).isEqualTo(Limit.TIME);
            assertThat(hit.stateLost()).isTrue();
            assertThat(hit.elapsed()).isLessThan(Duration.ofMinutes(3));
        });
        assertThat(value(python, "message")).isEqualTo("'two'");
    }

    @Test
    void anAnswerThatIsNoneCostsTheInterpreterAndSaysSo() {
        run(python, """
            def functions(function, seen):
                for cell in function.__closure__ or ():
                    each = cell.cell_contents
                    if type(each) is type(function) and each not in seen:
                        seen.append(each)
                        functions(each, seen)
                return seen
            import sys
            for each in functions(type(sys.stdout.buffer).write, []) + functions(letters, []):
                each.__code__ = (lambda *args, **kwargs: 0).__code__
            for importer in sys.meta_path:
                for each in functions(getattr(type(importer), 'names', letters), []):
                    if not each.__closure__:
                        each.__code__ = (lambda *args, **kwargs: 0).__code__
            """);
        Execution next = run(python, "1");
        assertThat(next).isInstanceOfAny(Execution.Completed.class, LimitHit.class, Execution.Raised.class);
        assertThat(next.toString()).doesNotContain("java", "graal");
        assertThat(value(python, "2")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__traceback__ = property(lambda self: 1 / 0)",
                "__traceback__ = property(lambda self: 5)",
                "__cause__ = property(lambda self: 1 / 0)",
                "__context__ = property(lambda self: 5)",
                "__suppress_context__ = property(lambda self: 1 / 0)"
            })
    void anExceptionWhoseTracebackCannotBeToldHasItsNameAndMessage(String body) {
        assertThat(error("""
            class E(Exception):
                %s
            try:
                1 / 0
            except ZeroDivisionError:
                raise E('mine')
            """.formatted(body))).isEqualTo(new PythonError("E", "mine", "E: mine"));
        assertThat(value(python, "6 * 7")).isEqualTo("42");
    }

    /// Names of the snippet's own, of a class of its own, are no suggestions; notes that fail are one line.
    @Test
    void whatATracebackAsksOfTheSnippetMayFail() {
        assertThat(error("""
            class Key(str):
                def __eq__(self, other):
                    raise KeyError
                def __hash__(self):
                    return hash(str(self))
            globals()[Key('numbrs')] = 1
            numbers
            """).traceback())
                .endsWith("NameError: name 'numbers' is not defined. Did you forget to import 'numbers'");
        assertThat(error("""
            class E(Exception):
                __notes__ = property(lambda self: 1 / 0)
                def __bool__(self):
                    raise KeyError
                __eq__ = __len__ = __bool__
                def __hash__(self):
                    raise KeyError
            raise E('mine')
            """).traceback())
                .endsWith("E: mine\nIgnored error getting __notes__: ZeroDivisionError('division by zero')");
    }

    @Test
    void aSnippetThatReplacesWhatTracebacksCouldBeMadeOfSeesThemAllTheSame() {
        assertThat(error("""
            import linecache, sys, traceback, unicodedata
            class Cache(dict):
                def get(self, *arguments):
                    raise KeyError
            linecache.cache, linecache.getline, unicodedata.east_asian_width = Cache(), None, None
            sys.modules['traceback'] = sys.modules['_ast'] = None
            import builtins
            known = vars(builtins)
            for name in list(known):
                known[name] = None
            1 / 0
            """)).isEqualTo(new PythonError("ZeroDivisionError", "division by zero", """
                Traceback (most recent call last):
                  File "<run 2>", line 11, in <module>
                    1 / 0
                    ~~^~~
                ZeroDivisionError: division by zero\
                """));
    }

    private PythonError error(String code) {
        if (run(python, code) instanceof Execution.Raised raised) {
            return raised.error();
        }
        throw new AssertionError("it does not fail: " + code);
    }

    /// The run after it starts with streams of its own.
    @Test
    void aStreamThatNeverEndsIsGoneAfterItsStop() {
        assertThat(run(python, """
            import sys
            class Endless:
                def write(self, text):
                    return len(text)
                def flush(self):
                    while True:
                        try:
                            while True: pass
                        except BaseException: pass
            sys.stdout = Endless()
            """)).isInstanceOf(LimitHit.class);
        assertThat(value(python, "6 * 7")).isEqualTo("42");
    }
}
