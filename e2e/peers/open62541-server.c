/* An OPC UA server by open62541 on 127.0.0.1. Arguments: port, and who may log in as USER:PASSWORD.
 * Lines on stdin: "set N" gives the temperature a value, "bad" breaks its sensor, "get" tells the set point. */
#include <open62541/plugin/accesscontrol_default.h>
#include <open62541/plugin/create_certificate.h>
#include <open62541/plugin/log_stdout.h>
#include <open62541/plugin/pki_default.h>
#include <open62541/server.h>
#include <open62541/server_config_default.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NS0(name) UA_NODEID_NUMERIC(0, UA_NS0ID_##name)

static UA_NodeId id(char *name) { return UA_NODEID_STRING(1, name); }

static UA_NodeId folder(UA_Server *server, UA_NodeId parent, char *name) {
    UA_ObjectAttributes about = UA_ObjectAttributes_default;
    about.displayName = UA_LOCALIZEDTEXT("en", name);
    UA_Server_addObjectNode(server, id(name), parent, NS0(ORGANIZES), UA_QUALIFIEDNAME(1, name), NS0(FOLDERTYPE), about, NULL, NULL);
    return id(name);
}

static void variable(UA_Server *server, UA_NodeId parent, char *name, const UA_DataType *type, void *value, UA_Byte access) {
    UA_VariableAttributes about = UA_VariableAttributes_default;
    about.displayName = UA_LOCALIZEDTEXT("en", name);
    about.dataType = type->typeId;
    about.accessLevel = UA_ACCESSLEVELMASK_READ | access;
    UA_Variant_setScalar(&about.value, value, type);
    UA_Server_addVariableNode(server, id(name), parent, NS0(HASCOMPONENT), UA_QUALIFIEDNAME(1, name), NS0(BASEDATAVARIABLETYPE),
                              about, NULL, NULL);
}

static void unit(UA_Server *server, char *of, char *name, char *text) {
    UA_EUInformation eu = {.namespaceUri = UA_STRING("http://www.opcfoundation.org/UA/units/un/cefact"),
                           .unitId = 4408652, .displayName = UA_LOCALIZEDTEXT("", text), .description = UA_LOCALIZEDTEXT("", text)};
    UA_VariableAttributes about = UA_VariableAttributes_default;
    about.dataType = UA_TYPES[UA_TYPES_EUINFORMATION].typeId;
    UA_Variant_setScalar(&about.value, &eu, &UA_TYPES[UA_TYPES_EUINFORMATION]);
    UA_Server_addVariableNode(server, id(name), id(of), NS0(HASPROPERTY), UA_QUALIFIEDNAME(0, "EngineeringUnits"), NS0(PROPERTYTYPE),
                              about, NULL, NULL);
}

static void build(UA_Server *server) {
    UA_NodeId boiler = folder(server, NS0(OBJECTSFOLDER), "Boiler");
    UA_Double temperature = 71.5, setPoint = 80;
    UA_Boolean running = true;
    UA_Int16 stage = -3;
    UA_Int64 starts = 9007199254740991;
    UA_UInt64 beyond = 9007199254740993;
    UA_String name = UA_STRING("B\xc3\xbc 1");
    variable(server, boiler, "Temperature", &UA_TYPES[UA_TYPES_DOUBLE], &temperature, 0);
    variable(server, boiler, "SetPoint", &UA_TYPES[UA_TYPES_DOUBLE], &setPoint, UA_ACCESSLEVELMASK_WRITE);
    variable(server, boiler, "Running", &UA_TYPES[UA_TYPES_BOOLEAN], &running, UA_ACCESSLEVELMASK_WRITE);
    variable(server, boiler, "Stage", &UA_TYPES[UA_TYPES_INT16], &stage, UA_ACCESSLEVELMASK_WRITE);
    variable(server, boiler, "Starts", &UA_TYPES[UA_TYPES_INT64], &starts, UA_ACCESSLEVELMASK_WRITE);
    variable(server, boiler, "Beyond", &UA_TYPES[UA_TYPES_UINT64], &beyond, 0);
    variable(server, boiler, "Name", &UA_TYPES[UA_TYPES_STRING], &name, UA_ACCESSLEVELMASK_WRITE);
    unit(server, "Temperature", "Temperature.Unit", "\xc2\xb0" "C");
    UA_NodeId many = folder(server, NS0(OBJECTSFOLDER), "Many");
    for (UA_Int32 i = 0; i < 1500; i++) {
        char each[16];
        snprintf(each, sizeof each, "V%d", i);
        variable(server, many, each, &UA_TYPES[UA_TYPES_INT32], &i, 0);
    }
}

static void temperature(UA_Server *server, double value, UA_StatusCode status) {
    UA_DataValue now = {.hasValue = true, .hasStatus = true, .status = status, .hasSourceTimestamp = true, .sourceTimestamp = UA_DateTime_now()};
    UA_Variant_setScalar(&now.value, &value, &UA_TYPES[UA_TYPES_DOUBLE]);
    UA_Server_writeDataValue(server, id("Temperature"), now);
}

static void obey(UA_Server *server, const char *line) {
    UA_Variant value;
    if (strncmp(line, "set ", 4) == 0) temperature(server, atof(line + 4), UA_STATUSCODE_GOOD);
    if (strncmp(line, "bad", 3) == 0) temperature(server, 0, UA_STATUSCODE_BADSENSORFAILURE);
    UA_Server_readValue(server, id("SetPoint"), &value);
    printf("%g\n", *(UA_Double *)value.data);
    fflush(stdout);
    UA_Variant_clear(&value);
}

int main(int count, char **args) {
    if (count < 2) return 2;
    char url[64];
    snprintf(url, sizeof url, "opc.tcp://127.0.0.1:%s", args[1]);
    UA_String subject[] = {UA_STRING("C=DE"), UA_STRING("O=Peer"), UA_STRING("CN=open62541")};
    UA_String names[] = {UA_STRING("IP:127.0.0.1"), UA_STRING("URI:urn:open62541.server.application")};
    UA_ByteString key = UA_BYTESTRING_NULL, certificate = UA_BYTESTRING_NULL;
    UA_StatusCode made = UA_CreateCertificate(UA_Log_Stdout, subject, 3, names, 2, UA_CERTIFICATEFORMAT_DER, NULL, &key, &certificate);
    if (made != UA_STATUSCODE_GOOD) return 3;

    UA_Server *server = UA_Server_new();
    UA_ServerConfig *config = UA_Server_getConfig(server);
    if (UA_ServerConfig_setDefaultWithSecurityPolicies(config, (UA_UInt16)atoi(args[1]), &certificate, &key, NULL, 0, NULL, 0, NULL, 0)) return 4;
    UA_CertificateVerification_AcceptAll(&config->secureChannelPKI);
    UA_CertificateVerification_AcceptAll(&config->sessionPKI);
    UA_String_clear(&config->serverUrls[0]);
    config->serverUrls[0] = UA_STRING_ALLOC(url);
    if (count > 2) {
        char *user = args[2], *password = strchr(user, ':');
        *password++ = 0;
        UA_UsernamePasswordLogin login = {UA_STRING(user), UA_STRING(password)};
        UA_AccessControl_default(config, true, NULL, 1, &login);
    }
    build(server);
    if (UA_Server_run_startup(server)) return 5;
    printf("ready\n");
    fflush(stdout);
    char line[200];
    for (struct pollfd input = {.fd = 0, .events = POLLIN};;) {
        UA_Server_run_iterate(server, false);
        if (poll(&input, 1, 5) <= 0) continue;
        if (!fgets(line, sizeof line, stdin)) break;
        obey(server, line);
    }
    UA_Server_run_shutdown(server);
    UA_Server_delete(server);
    return 0;
}
