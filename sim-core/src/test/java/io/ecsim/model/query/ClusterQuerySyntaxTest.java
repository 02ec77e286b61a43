package io.ecsim.model.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that are refused (R1.59), each with its message word for word. */
class ClusterQuerySyntaxTest {

    private static final String SUBJECTS = "a comparison beginning with agentConnected, agentVersion, ec2InstanceId, "
            + "registeredAt, runningTasksCount, task:group or attribute:NAME";

    private static ClusterQuerySyntaxException refusal(String query) {
        ClusterQuerySyntaxException refusal =
                catchThrowableOfType(ClusterQuerySyntaxException.class, () -> ClusterQuery.parse(query));
        assertThat(refusal).as("'%s' must be refused", query).isNotNull();
        return refusal;
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "`` -> 0: found the end of the query, expected (, not, or SUBJECTS",
                "`   ` -> 3: found the end of the query, expected (, not, or SUBJECTS",
                "attributes:stack == prod -> 0: found 'attributes:stack', expected (, not, or SUBJECTS; did you mean 'attribute:'?",
                "agentconected == true -> 0: found 'agentconected', expected (, not, or SUBJECTS; did you mean 'agentConnected'?",
                "not not attribute:a exists -> 4: found 'not', expected ( or SUBJECTS",
                "attribute: == x -> 11: found '==', expected the name of an attribute directly after attribute:",
                "attribute:a:b == x -> 11: found ':', expected an operator, for a name holds letters, digits and - _ / \\ . (R1.44)",
                "attribute:stack = prod -> 16: found '=', expected an operator of attribute:stack: == != in !in =~ !~ exists !exists; did you mean '=='?",
                "attribute:stack ===prod -> 16: found '===', expected an operator of attribute:stack: == != in !in =~ !~ exists !exists; did you mean '=='?",
                "attribute:stack equal prod -> 16: found 'equal', expected an operator of attribute:stack: == != in !in =~ !~ exists !exists; did you mean 'equals'?",
                "attribute:stack > 3 -> 16: found '>', expected an operator of attribute:stack: == != in !in =~ !~ exists !exists",
                "attribute:stack -> 15: found the end of the query, expected an operator of attribute:stack: == != in !in =~ !~ exists !exists",
                "agentConnected exists -> 15: found 'exists', expected an operator of agentConnected: == != in !in =~ !~",
                "runningTasksCount in [1] -> 18: found 'in', expected an operator of runningTasksCount: == != > >= < <=",
                "registeredAt =~ 2018.* -> 13: found '=~', expected an operator of registeredAt: == != > >= < <=",
                "agentVersion matches 1.* -> 13: found 'matches', expected an operator of agentVersion: == != > >= < <=",
                "ec2InstanceId < i-1 -> 14: found '<', expected an operator of ec2InstanceId: == != in !in =~ !~",
                "task:group !exists -> 11: found '!exists', expected an operator of task:group: == != in !in =~ !~",
                "agentConnected == yes -> 18: found 'yes', expected true or false",
                "agentConnected in [true, fals] -> 25: found 'fals', expected true or false; did you mean 'false'?",
                "agentVersion > v1.2 -> 15: found 'v1.2', expected a version of dotted numbers such as 1.90.0",
                "agentVersion > 1..2 -> 15: found '1..2', expected a version of dotted numbers such as 1.90.0",
                "runningTasksCount > '3.5' -> 21: found '3.5', expected a whole number",
                "runningTasksCount >  -> 19: found the end of the query, expected a whole number",
                "registeredAt > 2018-02-30 -> 15: found '2018-02-30', expected a date such as 2018-06-18, 2018-06-18T22:28:28, 2018-06-18T22:28:28Z or 2018-06-18T22:28:28+00:00",
                "registeredAt > 18.6.2018 -> 15: found '18.6.2018', expected a date such as 2018-06-18, 2018-06-18T22:28:28, 2018-06-18T22:28:28Z or 2018-06-18T22:28:28+00:00",
                "attribute:a == 'x -> 15: found an opening ', expected a closing ' after the value",
                "attribute:a ==  -> 14: found the end of the query, expected a value",
                "attribute:a == ) -> 15: found ')', expected a value",
                "attribute:a == b c -> 17: found 'c', expected and, or, or the end of the query (quote a value that holds blanks)",
                "attribute:a exists adn attribute:b exists -> 19: found 'adn', expected and, or, or the end of the query; did you mean 'and'?",
                "attribute:a exists ad attribute:b exists -> 19: found 'ad', expected and, or, or the end of the query; did you mean 'and'?",
                "attribute:a exists & attribute:b exists -> 19: found '&', expected and, or, or the end of the query",
                "attribute:a exists) -> 18: found ')', expected and, or, or the end of the query",
                "(attribute:a exists -> 19: found the end of the query, expected and, or, or a ) for the ( at position 0",
                "attribute:a in prod -> 15: found 'prod', expected a list such as [a, b]",
                "attribute:a in [] -> 16: found ']', expected a value",
                "attribute:a in [x,] -> 18: found ']', expected a value",
                "attribute:a in [x y] -> 18: found 'y', expected , or ] (quote a value that holds blanks)",
                "attribute:a in ['x' -> 19: found the end of the query, expected , or ]",
                "attribute:a =~  -> 14: found the end of the query, expected a regular expression",
                "attribute:a =~ x[a -> 17: found an invalid regular expression (Unclosed character class), expected a Java regular expression",
                "attribute:a =~ '*a' -> 16: found an invalid regular expression (Dangling meta character '*'), expected a Java regular expression",
                "attribute:a exists and -> 22: found the end of the query, expected (, not, or SUBJECTS",
                "attribute:a\u00a0exists -> 11: found 'U+00A0exists', expected an operator of attribute:a: == != in !in =~ !~ exists !exists; did you mean 'exists'?",
            })
    void saysWhereAndWhatIsAllowed(String query, String message) {
        String expected = "cluster query, position " + message.replace("SUBJECTS", SUBJECTS);
        ClusterQuerySyntaxException refusal = refusal(query);
        assertThat(refusal).hasMessage(expected);
        assertThat(expected)
                .startsWith("cluster query, position " + refusal.position() + ": found " + refusal.found()
                        + ", expected " + refusal.expected());
        assertThat(refusal.getMessage()).doesNotContain("\n");
    }

    @Test
    void refusesMoreThanTwoThousandCharacters() {
        String query = "attribute:a == " + "x".repeat(1_986);
        assertThat(refusal(query))
                .hasMessage("cluster query, position 2000: found 2001 characters, expected at most 2000");
        assertThat(ClusterQuery.parse(query.substring(0, 2_000)).text()).hasSize(2_000);
    }

    @Test
    void refusesALongAttributeName() {
        assertThat(refusal("attribute:" + "n".repeat(129) + " exists"))
                .hasMessage(
                        "cluster query, position 138: found a name of 129 characters, expected at most 128 (R1.44)");
    }

    @Test
    void pointsWithACaret() {
        ClusterQuerySyntaxException refusal = refusal("attribute:a exists\nand attribute:b = 1");
        assertThat(refusal.position()).isEqualTo(35);
        assertThat(refusal.query()).isEqualTo("attribute:a exists\nand attribute:b = 1");
        assertThat(refusal.nearest()).contains("==");
        assertThat(refusal.excerpt()).isEqualTo("attribute:a exists and attribute:b = 1\n" + " ".repeat(35) + "^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; v; attribute name '' must be 1 to 128 letters, digits or - _ / \\ . (R1.44)",
                "a b; v; attribute name 'a b' must be 1 to 128 letters, digits or - _ / \\ . (R1.44)",
                "a; x$; attribute a: value 'x$' must be at most 128 letters, digits, spaces or - _ / \\ . @ : (R1.44)",
                "a; ` x`; attribute a: value ' x' must not begin or end with a space (R1.44)",
            })
    void refusesAttributesThatEcsRefuses(String name, String value, String message) {
        assertThatThrownBy(() -> InstanceAttributes.check(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        InstanceAttributes.check("n".repeat(128), "user@host: a/b");
        InstanceAttributes.BUILT_IN.forEach(builtIn -> InstanceAttributes.check(builtIn, ""));
    }
}
