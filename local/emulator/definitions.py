"""Adds to MiniStack what it lacks of API Gateway's REST APIs: PutRestApi, and decisions about requests as AWS makes them.

PutRestApi takes OpenAPI 3.0 in JSON with what this platform's document of an API uses, in the mode that overwrites, and refuses
anything else. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html
"""

import json

from ministack.services import apigateway_v1 as gateway

_PREFIX = "x-amazon-apigateway-"
_ROOT = {
    "openapi", "info", "paths", "components", _PREFIX + "request-validators", _PREFIX + "gateway-responses",
    _PREFIX + "minimum-compression-size", _PREFIX + "security-policy", _PREFIX + "endpoint-access-mode",
}
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch"}
_OPERATION = {
    "parameters", "requestBody", "security", "responses", _PREFIX + "request-validator", _PREFIX + "integration",
}


def install():
    _take_documents()
    _validate_by_content_type()
    _refuse_empty_segments()
    _take_tokens_for_their_use()


class _Refused(Exception):
    pass


def _take_documents():
    handle_request = gateway.handle_request

    async def handle(method, path, headers, body, query_params):
        parts = path.strip("/").split("/")
        if method != "PUT" or len(parts) != 2 or parts[0] != "restapis":
            return await handle_request(method, path, headers, body, query_params)
        if parts[1] not in gateway._rest_apis:
            return gateway._get_rest_api(parts[1])
        try:
            _take(parts[1], body, query_params)
        except _Refused as refused:
            return gateway._v1_error("BadRequestException", str(refused), 400)
        return gateway._get_rest_api(parts[1])

    gateway.handle_request = handle


def _take(api_id, body, query_params):
    """All of a document or nothing: one that is refused changes nothing, wherever its fault shows.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
    """
    before = [(store, store.get(api_id, {})) for store in (gateway._resources, *_stores())]
    try:
        _overwrite(api_id, _read(body, query_params))
    except Exception as error:
        for store, held in before:
            store[api_id] = held
        if isinstance(error, _Refused):
            raise
        raise _Refused(f"The emulator cannot read the document: {error!r}.") from error


def _stores():
    return gateway._authorizers_v1, gateway._models, gateway._request_validators, gateway._gateway_responses


def _read(body, query_params):
    """The document, when it holds only what is understood here: nothing is dropped in silence."""
    mode = query_params.get("mode")
    if mode not in ("overwrite", ["overwrite"]):
        raise _Refused("The emulator overwrites an API by a document, and merges none.")
    document = json.loads(body)
    _only(document, _ROOT, "the document")
    for path, item in document["paths"].items():
        _only(item, _METHODS, path)
        for method, operation in item.items():
            _only(operation, _OPERATION, f"{method} {path}")
    return document


def _only(found, known, where):
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise _Refused(f"The emulator does not understand {', '.join(unknown)} in {where}.")


def _overwrite(api_id, document):
    resources = gateway._resources[api_id]
    root = next(resource for resource in resources.values() if resource["path"] == "/")
    gateway._resources[api_id] = {root["id"]: {**root, "resourceMethods": {}}}
    for store in _stores():
        store[api_id] = {}
    components = document.get("components", {})
    for name, schema in components.get("schemas", {}).items():
        _made(gateway._create_model(api_id, {"name": name, "contentType": "application/json", "schema": json.dumps(_imported(schema))}))
    for response_type, response in document.get(_PREFIX + "gateway-responses", {}).items():
        _made(gateway._put_gateway_response(api_id, response_type, response))
    validators = {
        name: _made(gateway._create_request_validator(api_id, {"name": name, **validator}))["id"]
        for name, validator in document.get(_PREFIX + "request-validators", {}).items()
    }
    schemes = gateway._import_security_schemes(api_id, document)
    # MiniStack leaves out the schemes that it cannot make, and a method that names one would be open to all.
    _only(components.get("securitySchemes", {}), schemes, "the security schemes")
    for path, item in document["paths"].items():
        gateway._import_path_item(api_id, path, {})
        resource = next(each for each in gateway._resources[api_id].values() if each["path"] == path)
        for method, operation in item.items():
            _put(api_id, resource["id"], method.upper(), operation, schemes, validators)


def _imported(schema):
    """A schema as an import leaves it: the number of items is not checked.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
    """
    if isinstance(schema, list):
        return [_imported(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = {name for name in ("minItems", "maxItems") if isinstance(schema.get(name), int)}
    return {name: _imported(each) for name, each in schema.items() if name not in left_out}


def _made(answer):
    """What a call of MiniStack's made. One that it refuses is the document's fault, and no part of the API."""
    status, _, body = answer
    made = json.loads(body)
    if status >= 400:
        raise _Refused(f"The emulator refuses the document: {made['message']}.")
    return made


def _put(api_id, resource_id, method, operation, schemes, validators):
    at = (api_id, resource_id, method)
    content = operation.get("requestBody", {}).get("content", {})
    for requirement in operation.get("security", []):
        _only(requirement, schemes, "what secures an operation")
    validator = operation.get(_PREFIX + "request-validator")
    if validator is not None:
        _only({validator}, validators, "the validator of an operation")
    _made(gateway._put_method(*at, {
        **gateway._method_security(operation.get("security"), schemes),
        "requestParameters": {
            f"method.request.{_LOCATIONS[each['in']]}.{each['name']}": each.get("required", False)
            for each in operation.get("parameters", [])
        },
        "requestModels": {kind: _model(api_id, each["schema"]["$ref"]) for kind, each in content.items()},
        "requestValidatorId": validators.get(validator),
    }))
    for status, response in operation.get("responses", {}).items():
        headers = {f"method.response.header.{name}": False for name in response.get("headers", {})}
        _made(gateway._put_method_response(*at, status, {"responseParameters": headers}))
    integration = operation[_PREFIX + "integration"]
    responses = integration.pop("responses", {})
    _made(gateway._put_integration(*at, {**integration, "type": integration["type"].upper()}))
    for pattern, response in responses.items():
        selection = {} if pattern == "default" else {"selectionPattern": pattern}
        _made(gateway._put_integration_response(*at, response["statusCode"], {**response, **selection}))


def _model(api_id, reference):
    name = reference.removeprefix("#/components/schemas/")
    if name not in gateway._models[api_id]:
        raise _Refused(f"The emulator finds no schema {reference} in the document.")
    return name


_LOCATIONS = {"path": "path", "query": "querystring", "header": "header"}


def _validate_by_content_type():
    """A body is held to the model of its content type, or to that of $default, or to none.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
    """
    check = gateway._check_request_validation

    def checked(method_obj, api_id, request, headers, body, query_params):
        models = method_obj.get("requestModels") or {}
        kind = (gateway._header_ci(headers, "content-type") or "application/json").split(";", 1)[0].strip()
        model = models.get(kind) or models.get("$default")
        chosen = {**method_obj, "requestModels": {} if model is None else {"application/json": model}}
        return check(chosen, api_id, request, headers, body, query_params)

    gateway._check_request_validation = checked


def _refuse_empty_segments():
    """A path with an empty segment is that of no resource."""
    execute = gateway._execute_in_scope

    async def executed(request, api_id, stage_name, method, path, *rest):
        if "//" in path and stage_name in gateway._stages_v1.get(api_id, {}):
            request["stage"] = gateway._stages_v1[api_id][stage_name]
            return gateway._gw_error("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token")
        return await execute(request, api_id, stage_name, method, path, *rest)

    gateway._execute_in_scope = executed


def _take_tokens_for_their_use():
    """A method with scopes takes access tokens, one without takes ID tokens, and none takes refresh tokens.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
    """
    validate = gateway._validate_cognito_authorizer

    async def validated(authorizer, method_obj, headers, query_params, stage):
        claims, error = await validate(authorizer, method_obj, headers, query_params, stage)
        use = "access" if method_obj.get("authorizationScopes") else "id"
        if error is None and claims.get("token_use") != use:
            return None, gateway._gw_error("UNAUTHORIZED", "Unauthorized")
        return claims, error

    gateway._validate_cognito_authorizer = validated
