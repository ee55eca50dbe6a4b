#!/usr/bin/env bash
# What a container of Spark on Kubernetes runs: "driver" with spark-submit's arguments, or "executor",
# of which Spark says everything in the environment. Anything else is run as it stands.
set -euo pipefail

# The root file system may be read-only: all that is written goes to /tmp and to Spark's volumes.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
settings=(
  -Dlog4j2.configurationFile=file:///opt/rnnlm/log4j2.properties
  -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp
  -Duser.home=/tmp
)

# What Spark mounts for the driver, and Hadoop's settings where there are some.
class_path() {
  local hadoop=${HADOOP_CONF_DIR:+$HADOOP_CONF_DIR:}
  printf '%s' "${SPARK_CONF_DIR:-$SPARK_HOME/conf}:$hadoop$SPARK_HOME/jars/*"
}

# Spark's launcher works out the driver's java command from the properties file that Spark mounted,
# and prints it, each word ended by NUL.
run_driver() {
  export SPARK_SUBMIT_OPTS="${settings[*]} ${SPARK_SUBMIT_OPTS:-}"
  local command=() word
  while IFS= read -r -d '' word; do
    command+=("$word")
  done < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
    org.apache.spark.deploy.SparkSubmit \
    --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" --deploy-mode client "$@")
  # A NUL and a line feed come before the command.
  [ ${#command[@]} -gt 1 ] || exit 1
  command[1]=${command[1]#$'\n'}
  run "${command[@]:1}"
}

# SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1 …: an option of Java each.
run_executor() {
  local options=() name
  for name in $(compgen -v SPARK_JAVA_OPT_ | sort -t_ -k4 -n); do
    options+=("${!name}")
  done
  run "$java" ${options[@]+"${options[@]}"} "${settings[@]}" \
    "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -cp "$(class_path)" \
    org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
    --driver-url "$SPARK_DRIVER_URL" \
    --executor-id "$SPARK_EXECUTOR_ID" \
    --cores "$SPARK_EXECUTOR_CORES" \
    --app-id "$SPARK_APPLICATION_ID" \
    --hostname "$SPARK_EXECUTOR_POD_IP" \
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
    --podName "$SPARK_EXECUTOR_POD_NAME"
}

run() {
  exec tini -s -- "$@"
}

case ${1:-} in
  driver) run_driver "${@:2}" ;;
  executor) run_executor ;;
  *) run "$@" ;;
esac
