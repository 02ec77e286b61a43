/** Real inputs, damaged at random: what the command is fed to see that it never loses its countenance. */
@org.jspecify.annotations.NullMarked
package io.ecsim.cli.mutants;
