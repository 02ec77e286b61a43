package io.ecsim.schedulers.source;

import io.ecsim.placement.StrategyProvider;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Takes classes from the compiler into memory and loads them from there. */
final class CompiledClasses extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> compiled = new TreeMap<>();
    private final Loader loader = new Loader();

    CompiledClasses(JavaFileManager standard) {
        super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        compiled.put(className, bytes);
        return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
            @Override
            public OutputStream openOutputStream() {
                return bytes;
            }
        };
    }

    /** Returns the class with a name, in whatever package. */
    Optional<Class<?>> named(String simpleName) {
        return compiled.keySet().stream()
                .filter(name -> name.equals(simpleName) || name.endsWith("." + simpleName))
                .findFirst()
                .map(loader::of);
    }

    private final class Loader extends ClassLoader {

        Loader() {
            super(StrategyProvider.class.getClassLoader());
        }

        Class<?> of(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException("the compiler made " + name, impossible);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = compiled.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
